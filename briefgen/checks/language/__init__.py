"""CheckContext values back out of a text: numbers, amounts and dates, as house style and everybody else writes them."""
