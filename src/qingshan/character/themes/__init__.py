"""五大主题教育: a year's plan for each grade and theme, held in classes with the four parties."""
