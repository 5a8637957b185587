"""Buyers in words: chats, tickets, reviews, questions, disputes."""
