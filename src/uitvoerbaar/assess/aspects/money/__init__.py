"""Money: five years of cost and cover, cost of delivery and staff, and what article 3.1 of the Comptabiliteitswet asks."""
