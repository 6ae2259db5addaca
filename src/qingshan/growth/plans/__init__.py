"""Plans of development: agreed to, walked with somebody beside, ended freely."""
