"""What must hold of every table, asked of the database's own catalogue.

Each check returns the faults it finds as text, and nothing where all is well. They look at whatever is there, so a new
table is judged without being named here.
"""

from collections.abc import Callable

import psycopg

Connection = psycopg.Connection[tuple[object, ...]]
Check = Callable[[Connection], list[str]]

# Tables without a tenant, each with the reason. A new one is refused until somebody gives a reason here.
WITHOUT_TENANT = {
    "account_emailaddress": "the sign-in library's; belongs to a user",
    "account_emailconfirmation": "the sign-in library's; belongs to a user",
    "auth_group": "Django's; empty, grants come from roles",
    "auth_group_permissions": "Django's; empty, grants come from roles",
    "auth_permission": "Django's list of permissions; not used for access",
    "django_cache": "counters of sign-in attempts, made before anybody is known",
    "django_content_type": "Django's list of models",
    "django_migrations": "Django's list of migrations",
    "django_session": "read before the tenant is known",
    "pghistory_context": "the audit library's; empty, each audit row carries its own context",
    "platform_outboxsignal": "tells the relay which tenants have events; holds nothing but the key",
    "platform_tenant": "the tenants themselves",
    "platform_user": "read by user name before the tenant is known",
    "procrastinate_events": "the job queue's; jobs name their tenant",
    "procrastinate_jobs": "the job queue's; jobs name their tenant",
    "procrastinate_periodic_defers": "the job queue's",
    "procrastinate_workers": "the job queue's",
}

# Functions that run with their owner's rights, each with the reason. They take whole numbers only, and not
# everybody may call them.
AS_OWNER = {
    "gongliao_gather_statistics()": "analyses the ledger, which only its owner may",
    "gongliao_make_month(integer)": "adds a part to the ledger, which the application does not own",
    "gongliao_months_due(integer)": "looks into the rest of the ledger, on which the application has no right",
}

POLICY = "(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid AS \"nullif\"))"

# Every ordinary table of ours, with whether it has a tenant.
TABLES = """
CREATE TEMPORARY VIEW tables AS
SELECT c.oid, c.relname AS name, c.relrowsecurity, c.relforcerowsecurity, c.relowner, c.relispartition AS is_part,
  c.relkind = 'p' OR c.relispartition AS is_divided,
  (SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id') AS tenant_column
FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
"""


def tables_without_tenant(connection: Connection) -> list[str]:
    """Tables that have no tenant and no reason, and reasons whose table is gone."""
    found = set(_names(connection, "SELECT name FROM tables WHERE tenant_column IS NULL"))
    return [f"{name} has no tenant_id" for name in sorted(found - set(WITHOUT_TENANT))] + [
        f"{name} is listed but has a tenant_id or is gone" for name in sorted(set(WITHOUT_TENANT) - found)
    ]


def primary_keys(connection: Connection) -> list[str]:
    """Tenant tables whose primary key is not the tenant, one column more and, where divided, the posting date."""
    return _names(
        connection,
        """
        SELECT t.name || ' has the primary key ' || coalesce(pg_get_constraintdef(k.oid), 'none')
        FROM tables t LEFT JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'p'
        WHERE t.tenant_column IS NOT NULL
          AND (k.oid IS NULL OR k.conkey[1] <> t.tenant_column OR cardinality(k.conkey) <> 2 + t.is_divided::int
            OR t.is_divided AND k.conkey[3] <> (
              SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'posting_date'))
        """,
    )


def row_security(connection: Connection) -> list[str]:
    """Tenant tables whose row security is not both enabled and forced."""
    return _names(
        connection,
        """
        SELECT name || CASE WHEN relrowsecurity THEN ' does not force row security' ELSE ' has no row security' END
        FROM tables WHERE tenant_column IS NOT NULL AND NOT (relrowsecurity AND relforcerowsecurity)
        """,
    )


def policies(connection: Connection) -> list[str]:
    """Tenant tables without exactly one policy, for every role and command, that asks for the tenant both ways."""
    return _names(
        connection,
        """
        SELECT t.name || ' has the policies: ' || coalesce(string_agg(
          p.polname || ' USING ' || coalesce(pg_get_expr(p.polqual, t.oid), 'nothing')
          || ' WITH CHECK ' || coalesce(pg_get_expr(p.polwithcheck, t.oid), 'nothing'), ', '), 'none')
        FROM tables t LEFT JOIN pg_policy p ON p.polrelid = t.oid
        WHERE t.tenant_column IS NOT NULL
        GROUP BY t.name
        HAVING count(p.oid) <> 1 OR NOT bool_and(
          p.polpermissive AND p.polcmd = '*' AND p.polroles = '{0}'
          AND pg_get_expr(p.polqual, t.oid) IS NOT DISTINCT FROM %(policy)s
          AND pg_get_expr(p.polwithcheck, t.oid) IS NOT DISTINCT FROM %(policy)s)
        """,
        policy=POLICY,
    )


def unique_keys(connection: Connection) -> list[str]:
    """Unique constraints and indexes of tenant tables that don't start with the tenant."""
    return _names(
        connection,
        """
        SELECT t.name || ' has the key ' || i.indexrelid::regclass
        FROM tables t JOIN pg_index i ON i.indrelid = t.oid
        WHERE t.tenant_column IS NOT NULL AND (i.indisunique OR i.indisexclusion) AND i.indkey[0] <> t.tenant_column
        """,
    )


def foreign_keys(connection: Connection) -> list[str]:
    """Foreign keys between tenant tables that could cross tenants, and any that point into one from outside."""
    return _names(
        connection,
        """
        SELECT f.name || ' has ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
        FROM pg_constraint k JOIN tables f ON f.oid = k.conrelid JOIN tables t ON t.oid = k.confrelid
        WHERE k.contype = 'f' AND t.tenant_column IS NOT NULL
          AND (f.tenant_column IS NULL OR k.conkey[1] <> f.tenant_column OR k.confkey[1] <> t.tenant_column)
        """,
    )


def append_only_grants(connection: Connection, *, role: str) -> list[str]:
    """Append-only tables that the application may do more to than read and insert."""
    return _names(
        connection,
        """
        SELECT t.name || ' grants ' || right_name || ' to ' || %(role)s::text
        FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid AND g.tgname = 'append_only',
          unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) right_name
        WHERE has_table_privilege(%(role)s::text, t.oid, right_name)
          OR (right_name IN ('UPDATE', 'REFERENCES') AND has_any_column_privilege(%(role)s::text, t.oid, right_name))
        """,
        role=role,
    )


def parts_granted(connection: Connection) -> list[str]:
    """Parts of tables that somebody beside their owner has a right on; rows are reached through the whole table."""
    return _names(
        connection,
        """
        SELECT DISTINCT t.name || ' grants something by itself'
        FROM tables t JOIN pg_class c ON c.oid = t.oid CROSS JOIN aclexplode(c.relacl) AS given
        WHERE t.is_part AND given.grantee <> c.relowner
        """,
    )


def append_only_triggers(connection: Connection) -> list[str]:
    """Append-only tables on which one of the two triggers is missing, switched off or not ours."""
    return _names(
        connection,
        """
        SELECT t.name || ' does not refuse ' || CASE w.name WHEN 'append_only' THEN 'change' ELSE 'truncation' END
        FROM tables t CROSS JOIN (VALUES ('append_only', 27), ('append_only_whole', 34)) AS w (name, kind)
        WHERE EXISTS (SELECT 1 FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname LIKE 'append_only%%')
          AND NOT EXISTS (
            SELECT 1 FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid
            WHERE g.tgrelid = t.oid AND g.tgname = w.name AND g.tgtype = w.kind AND g.tgenabled IN ('O', 'A')
              AND g.tgqual IS NULL AND f.proname = 'gongliao_refuse_change')
        """,
    )


def application_role(connection: Connection, *, role: str) -> list[str]:
    """What the application's role owns, and rights by which it could get around the policies."""
    return _names(
        connection,
        """
        SELECT 'it owns ' || oid::regclass FROM pg_class WHERE relowner = %(role)s::text::regrole
        UNION ALL SELECT 'it owns ' || oid::regprocedure FROM pg_proc WHERE proowner = %(role)s::text::regrole
        UNION ALL SELECT 'it may truncate ' || name FROM tables
          WHERE has_table_privilege(%(role)s::text, oid, 'TRUNCATE')
        UNION ALL SELECT 'it may create tables' WHERE has_schema_privilege(%(role)s::text, 'public', 'CREATE')
        UNION ALL SELECT 'it is superuser, bypasses row security, makes roles or replicates' FROM pg_roles
          WHERE rolname = %(role)s::text AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication)
        UNION ALL SELECT 'it can act as the owner of ' || name FROM tables
          WHERE pg_has_role(%(role)s::text, relowner, 'MEMBER')
        """,
        role=role,
    )


def ways_around(connection: Connection) -> list[str]:
    """Functions that run with their owner's rights, and views that read with them."""
    return _names(
        connection,
        """
        SELECT oid::regprocedure || ' runs as its owner' FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prosecdef AND (oid::regprocedure::text <> ALL (%(known)s)
          OR has_function_privilege('public', oid, 'EXECUTE'))
        UNION ALL
        SELECT relname || ' reads as its owner' FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
          AND (relkind = 'm' OR (relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)))
        """,
        known=list(AS_OWNER),
    )


def table_names(connection: Connection, *, trigger: str | None = None) -> set[str]:
    """Return the tenant tables, or of them those that have a trigger of this name; what they are divided into, not."""
    return set(
        _names(
            connection,
            """
            SELECT name FROM tables t
            WHERE tenant_column IS NOT NULL AND NOT is_part AND (%(trigger)s::text IS NULL OR EXISTS (
              SELECT 1 FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = %(trigger)s))
            """,
            trigger=trigger,
        )
    )


def _names(connection: Connection, statement: str, **parameters: object) -> list[str]:
    return sorted(str(row[0]) for row in connection.execute(statement, parameters))  # type: ignore[arg-type]
