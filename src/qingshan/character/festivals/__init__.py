"""五大主题节日: a programme, sign-up with limits, a schedule without clashes, results, honours."""
