"""Room for judgement and hardship."""
