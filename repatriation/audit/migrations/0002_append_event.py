"""The only way into the record: `append_event`; and nobody changes what stands there."""

from django.db import migrations

from repatriation.audit.triggers import append_only

APPEND_EVENT = """
CREATE FUNCTION append_event(p_stream text, p_body text) RETURNS audit_event
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    s audit_stream;
    e audit_event;
    h bytea;
BEGIN
    INSERT INTO audit_stream (name, seq, head)
        VALUES (p_stream, 0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;
    SELECT * INTO s FROM audit_stream WHERE name = p_stream FOR UPDATE;  -- held to commit
    h := sha256('\\x00'::bytea || s.head || int8send(s.seq + 1)
                || int4send(octet_length(p_stream)) || convert_to(p_stream, 'UTF8')
                || convert_to(p_body, 'UTF8'));
    INSERT INTO audit_event (stream, seq, body, prev, hash)
        VALUES (p_stream, s.seq + 1, p_body, s.head, h) RETURNING * INTO e;
    UPDATE audit_stream SET seq = e.seq, head = h WHERE name = p_stream;
    RETURN e;
END $$;
REVOKE ALL ON FUNCTION append_event(text, text) FROM PUBLIC;
"""

REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: the record is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = '42501';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(APPEND_EVENT, "DROP FUNCTION append_event(text, text);"),
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION refuse_change();"),
        append_only("audit_event"),
        append_only("audit_accesslog"),
    ]
