"""Searches what the functions log for what people are called and what they wrote. It must find nothing, anywhere."""
