using System.Runtime.CompilerServices;
using BotKit.Handlers.Database;
using SQLitePCL;

namespace BotKit.Handlers.SqliteProbe;

/// <summary>Does the request under SQLite's own memory limit. Nothing before it may touch a type of SQLite: they are found late.</summary>
internal static class ProbeWork
{
    private const long MaxSqliteBytes = 128 * 1024 * 1024;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static SqliteResponse Run(SqliteRequest request)
    {
        Batteries_V2.Init();
        raw.sqlite3_hard_heap_limit64(MaxSqliteBytes);
        return SqliteOperations.Run(request, TimeProvider.System, CancellationToken.None);
    }
}
