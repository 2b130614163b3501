"""Identity: organisations of every kind, their posts, the people who hold them, and how they sign in.

Words: a *person* signs in; a *membership* makes a person act for an organisation in a *post* with *roles*; records
belong to posts, so a transfer in April is one action (`hand_over`).
"""
