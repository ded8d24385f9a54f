"""The portal's search: Vietnamese text as tokens, what people type, and what they find."""
