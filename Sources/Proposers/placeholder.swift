// Proposers
