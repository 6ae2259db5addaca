"""What is otherwise on a day (调代课): a substitute, a move, another place, a lesson dropped."""
