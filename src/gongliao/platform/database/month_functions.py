"""The functions by which the database divides tables by posting month, and adds months (ADR-0023).

They find the tables by themselves: those that are divided and have a part for the rest.
"""

# The stubs know little of the schema editor's inner methods.
# mypy: disable-error-code="attr-defined,arg-type"

from typing import TYPE_CHECKING, LiteralString

from django.conf import settings
from psycopg import sql

if TYPE_CHECKING:
    from gongliao.platform.database.schema import DatabaseSchemaEditor

# What is posted further back or ahead than this stays with the rest: one wrong year in a date makes no hundred parts.
BACK_MAX, AHEAD_MAX = 120, 12

# What the tables' parts have beside what they inherit. Nobody is granted anything on them, so that rows are reached
# through their table alone; and who could reach them otherwise meets the same policy and the same triggers.
_SECURE_PART: LiteralString = """
CREATE FUNCTION gongliao_secure_part(part text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS
$$ BEGIN
  EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', part);
  EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', part);
  EXECUTE format('CREATE POLICY tenant_isolation ON public.%I TO PUBLIC'
    ' USING (tenant_id = (SELECT NULLIF(current_setting(''app.tenant'', true), '''')::uuid))'
    ' WITH CHECK (tenant_id = (SELECT NULLIF(current_setting(''app.tenant'', true), '''')::uuid))', part);
  EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON public.%I FOR EACH STATEMENT'
    ' EXECUTE FUNCTION public.gongliao_refuse_change()', part);
END $$
"""
# LIKE and ATTACH instead of PARTITION OF, which would hold up whoever reads or posts to any month. The rest is held
# first, so that nothing gets into it meanwhile; nobody else sees it without its policy and its trigger, because they
# are back before the transaction ends, and one that is killed was never there. A foreign key that is checked over a
# whole table sees one tenant's rows alone, so the part has its keys before it has rows, each of which is checked.
_ADD_MONTH: LiteralString = """
CREATE FUNCTION gongliao_add_month(parent text, month date) RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS
$$ DECLARE
  part text := parent || to_char(month, '_YYYY_MM');
  rest text := parent || '_rest';
  following date := (month + interval '1 month')::date;
  moved bigint := 0;
  key record;
BEGIN
  EXECUTE format('LOCK TABLE public.%I IN ACCESS EXCLUSIVE MODE', rest);
  EXECUTE format('CREATE TABLE public.%I (LIKE public.%I'
    ' INCLUDING CONSTRAINTS INCLUDING DEFAULTS INCLUDING INDEXES INCLUDING STORAGE)', part, parent);
  FOR key IN
    SELECT conname, pg_get_constraintdef(oid) AS says FROM pg_constraint
    WHERE conrelid = format('public.%I', parent)::regclass AND contype = 'f'
  LOOP
    EXECUTE format('ALTER TABLE public.%I ADD CONSTRAINT %I %s', part, key.conname, key.says);
  END LOOP;
  SET CONSTRAINTS ALL IMMEDIATE;
  IF pg_relation_size(format('public.%I', rest)::regclass) > 0 THEN
    EXECUTE format('ALTER TABLE public.%I NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER append_only', rest);
    EXECUTE format('WITH gone AS (DELETE FROM public.%I WHERE posting_date >= $1 AND posting_date < $2 RETURNING *)'
      ' INSERT INTO public.%I SELECT * FROM gone', rest, part) USING month, following;
    GET DIAGNOSTICS moved = ROW_COUNT;
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY, ENABLE TRIGGER append_only', rest);
  END IF;
  EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
    parent, part, month, following);
  PERFORM public.gongliao_secure_part(part);
  RETURN moved;
END $$
"""
# A month is due where it is at hand, or where rows of it lie with the rest. Those are looked for tenant by tenant,
# because the owner is bound by the policy too, and only where the rest holds anything.
_MONTHS_DUE: LiteralString = """
CREATE FUNCTION gongliao_months_due(ahead integer) RETURNS TABLE (parent text, month date, waiting bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ DECLARE
  this date := date_trunc('month', current_date)::date;
  was text := current_setting('app.tenant', true);
  named text;
  tenant uuid;
BEGIN
  FOR named IN
    SELECT c.relname FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
    WHERE c.relnamespace = 'public'::regnamespace AND p.partdefid <> 0 ORDER BY 1
  LOOP
    RETURN QUERY SELECT named, m::date, 0::bigint
      FROM generate_series(this, this + make_interval(months => least(ahead, {ahead_max})), interval '1 month') AS m
      WHERE to_regclass(format('public.%I', named || to_char(m, '_YYYY_MM'))) IS NULL;
    CONTINUE WHEN pg_relation_size(format('public.%I', named || '_rest')::regclass) = 0;
    FOR tenant IN SELECT id FROM public.platform_tenant LOOP
      PERFORM set_config('app.tenant', tenant::text, true);
      RETURN QUERY EXECUTE format('SELECT %L::text, date_trunc(''month'', posting_date)::date, count(*)'
        ' FROM public.%I WHERE tenant_id = $1 AND posting_date >= $2 AND posting_date < $3 GROUP BY 2',
        named, named || '_rest')
        USING tenant, this - make_interval(months => {back_max}), this + make_interval(months => {ahead_max} + 1);
    END LOOP;
  END LOOP;
  PERFORM set_config('app.tenant', coalesce(was, ''), true);
END $$
"""
_MAKE_MONTH: LiteralString = """
CREATE FUNCTION gongliao_make_month(ahead integer) RETURNS TABLE (part text, moved bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' AS
$$ DECLARE
  due record;
BEGIN
  -- Two who make months at once would both find the same one due.
  PERFORM pg_advisory_xact_lock(hashtext('gongliao_make_month'));
  SELECT d.parent, d.month INTO due FROM public.gongliao_months_due(ahead) d ORDER BY 2, 1 LIMIT 1;
  IF FOUND THEN
    part := due.parent || to_char(due.month, '_YYYY_MM');
    moved := public.gongliao_add_month(due.parent, due.month);
    RETURN NEXT;
  END IF;
END $$
"""
# Each part is analysed when it has changed enough; the whole never is, because nothing is ever written to it.
_GATHER: LiteralString = """
CREATE FUNCTION gongliao_gather_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ DECLARE named text; BEGIN
  FOR named IN
    SELECT c.relname FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
    WHERE c.relnamespace = 'public'::regnamespace AND p.partdefid <> 0
  LOOP
    EXECUTE format('ANALYZE public.%I', named);
  END LOOP;
END $$
"""
FUNCTIONS = {
    "gongliao_secure_part(text)": _SECURE_PART,
    "gongliao_add_month(text, date)": _ADD_MONTH,
    "gongliao_months_due(integer)": _MONTHS_DUE,
    "gongliao_make_month(integer)": _MAKE_MONTH,
    "gongliao_gather_statistics()": _GATHER,
}
# What the application may call.
FOR_APPLICATION = ("gongliao_months_due(integer)", "gongliao_make_month(integer)", "gongliao_gather_statistics()")


def make_functions(editor: "DatabaseSchemaEditor") -> None:
    """Create the functions and let the application call those that are for it."""
    bounds = {"ahead_max": sql.Literal(AHEAD_MAX), "back_max": sql.Literal(BACK_MAX)}
    for name, text in FUNCTIONS.items():
        statement = sql.SQL(text).format(**bounds) if "{ahead_max}" in text else sql.SQL(text)
        editor.execute(statement.as_string(editor.connection.connection), None)
        run_statement(editor, "REVOKE ALL ON FUNCTION {function} FROM PUBLIC", function=sql.SQL(name))
    for name in FOR_APPLICATION:
        role = sql.Identifier(settings.DATABASE_APPLICATION_ROLE)
        run_statement(editor, "GRANT EXECUTE ON FUNCTION {function} TO {role}", function=sql.SQL(name), role=role)


def drop_functions(editor: "DatabaseSchemaEditor") -> None:
    """Take the functions away again."""
    for name in FUNCTIONS:
        run_statement(editor, "DROP FUNCTION {function}", function=sql.SQL(name))


def run_statement(editor: "DatabaseSchemaEditor", statement: LiteralString, **names: sql.Composable) -> None:
    """Run a statement with names put in."""
    editor.execute(sql.SQL(statement).format(**names).as_string(editor.connection.connection), None)
