"""voiceminer."""
