"""What is deleted is found by index wherever it may be named."""

from tests.architecture.catalogue import Connection

# A foreign key is checked from both sides: whoever deletes a row makes the database look for rows that name it.
_NAMED_WITHOUT_INDEX = """
SELECT k.conrelid::regclass::text, array_agg(a.attname::text ORDER BY a.attname) FROM pg_constraint k
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey) AND a.attname <> 'tenant_id'
WHERE k.contype = 'f' AND k.confrelid::regclass::text ~ '^[a-z]+_[a-z]+line$' AND NOT EXISTS (
  SELECT 1 FROM pg_index i WHERE i.indrelid = k.conrelid
   AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
GROUP BY 1, k.oid ORDER BY 1, 2
"""


class TestDocumentLines:
    def test_are_found_where_they_are_named(self, owner: Connection) -> None:
        """Lines of drafts are deleted and written anew each time that a draft is saved."""
        assert owner.execute(_NAMED_WITHOUT_INDEX).fetchall() == []
