"""What checks and reviews found (一定二查三评), who mends it, and whether it was seen again."""
