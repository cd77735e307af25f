namespace BotKit.SampleHost.Demo;

/// <summary>The tables of BV Studios, a video studio.</summary>
internal static class StudioSchema
{
    public const string Sql = """
        CREATE TABLE client (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, city TEXT NOT NULL, email TEXT NOT NULL);
        CREATE TABLE project (
            id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES client(id), title TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('planned', 'shooting', 'editing', 'delivered')), budget_eur INTEGER NOT NULL);
        CREATE INDEX project_client ON project(client_id);
        CREATE INDEX project_status ON project(status);
        CREATE TABLE video (
            id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES project(id), title TEXT NOT NULL,
            seconds INTEGER NOT NULL CHECK (seconds > 0));
        CREATE INDEX video_project ON video(project_id);
        CREATE TABLE crew (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL);
        CREATE TABLE shoot (
            id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES project(id), crew_id INTEGER NOT NULL REFERENCES crew(id),
            day TEXT NOT NULL, hours INTEGER NOT NULL);
        CREATE INDEX shoot_project ON shoot(project_id);
        CREATE INDEX shoot_crew ON shoot(crew_id);
        CREATE TABLE invoice (
            id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES project(id), amount_eur INTEGER NOT NULL,
            sent TEXT NOT NULL, paid TEXT);
        CREATE INDEX invoice_project ON invoice(project_id);
        CREATE TABLE audience (
            day TEXT NOT NULL, channel TEXT NOT NULL, views INTEGER NOT NULL, watch_minutes INTEGER NOT NULL,
            PRIMARY KEY (day, channel)) WITHOUT ROWID;
        """;
}
