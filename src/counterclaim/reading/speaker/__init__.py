"""Who answers for the words: names, descriptions, pronouns and roles."""
