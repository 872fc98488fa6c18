"""Source, cue and content: who said what, in the exact words."""
