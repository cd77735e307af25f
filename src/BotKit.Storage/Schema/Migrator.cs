using BotKit.Diagnostics;
using BotKit.Ledger;

namespace BotKit.Storage.Schema;

/// <summary>What a database brings to its migrations. Whoever calls holds a lock, so that only one process migrates.</summary>
internal interface IMigrationTarget
{
    /// <summary>Runs statements in one transaction, each with the words of the schema translated.</summary>
    void Execute(IReadOnlyList<string> statements);

    /// <summary>Adds a column that is not there.</summary>
    void Add(SchemaColumn column);

    /// <summary>Builds an index that is not there, without stopping writers where the database can.</summary>
    void Build(SchemaIndex index);

    /// <summary>Reads version and minimum reader; <see langword="null"/> when the schema has none yet.</summary>
    (int Version, int MinReader)? ReadVersion();
}

/// <summary>Brings a schema up to date. It can be repeated after an interruption at any point, and changes nothing when all is done.</summary>
internal static class Migrator
{
    public static void Migrate(IMigrationTarget target, IReadOnlyList<Migration> migrations)
    {
        target.Execute([Migrations.Version]);
        var found = target.ReadVersion();
        ThrowIfNewer(found);
        foreach (var migration in migrations)
        {
            if (migration.Version <= (found?.Version ?? 0))
            {
                continue;
            }

            target.Execute(migration.Tables);
            foreach (var column in migration.Columns)
            {
                target.Add(column);
            }

            CrashPoint.Reached?.Invoke(CrashPoint.MigrationTables);
            foreach (var index in migration.Indexes)
            {
                target.Build(index);
                CrashPoint.Reached?.Invoke(CrashPoint.MigrationIndex);
            }

            // Last, so that an interrupted step is done again.
            target.Execute([Store(migration.Version)]);
            CrashPoint.Reached?.Invoke(CrashPoint.MigrationVersion);
        }
    }

    public static void ThrowIfNewer((int Version, int MinReader)? found)
    {
        if (found is { MinReader: > SchemaVersions.Current } newer)
        {
            throw new BotStoreException(
                $"The store's schema is of version {newer.Version}, which needs a newer BotKit: this one knows versions up to {SchemaVersions.Current}.");
        }
    }

    private static string Store(int version) => FormattableString.Invariant($"""
        insert into bot_schema (id, version, min_reader) values (1, {version}, {SchemaVersions.MinReader})
        on conflict (id) do update set version = excluded.version, min_reader = excluded.min_reader
        where bot_schema.version < excluded.version
        """);
}
