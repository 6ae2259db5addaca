"""The demonstration school: a workbook made from a seed, laid around a day, loaded like any other.

Everyone in it is invented. Identity numbers have a right check digit and the region 220899, which
no place has; telephone numbers all begin with 199-0000.
"""
