"""The actors as a network: who stands in what relationship to whom, and who says what of whom."""
