"""What somebody gave of themselves when they asked, found again in a text however it is typed there. Pure; each finds stretches of the text."""
