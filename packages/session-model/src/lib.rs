//! What it means: the pure model of a project, its sessions and their transcripts.
