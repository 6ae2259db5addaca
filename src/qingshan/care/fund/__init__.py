"""The aid fund (帮扶资金): to the cent, by two people, never below zero, nothing deleted."""
