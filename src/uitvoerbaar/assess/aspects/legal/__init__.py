"""Legal safeguards: terms, delegation, protection, introduction, EU law and explanation, each with what the law shows."""
