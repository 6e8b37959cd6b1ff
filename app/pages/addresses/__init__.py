"""The addresses that the public reads, by noun: each finds its release and says which view goes into which template."""
