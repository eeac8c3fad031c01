"""The web application: pages about laws and proposals, in folders by noun. It calls the face, as the command line does."""
