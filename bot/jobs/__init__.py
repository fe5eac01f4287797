"""Work in the background, at its own pace."""
