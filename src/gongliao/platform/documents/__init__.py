"""What every document does alike: drafts, numbers, states, links, journal."""
