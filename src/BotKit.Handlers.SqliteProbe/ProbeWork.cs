using System.Runtime.CompilerServices;
using BotKit.Handlers.Database;
using SQLitePCL;

namespace BotKit.Handlers.SqliteProbe;

/// <summary>Does the request under SQLite's own memory limit. Nothing outside may touch a type of SQLite: they are found late.</summary>
internal static class ProbeWork
{
    private const long MaxSqliteBytes = 128 * 1024 * 1024;

    /// <summary>Loads SQLite, which fails where it does not lie beside this program.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Prepare()
    {
        Batteries_V2.Init();
        raw.sqlite3_hard_heap_limit64(MaxSqliteBytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static SqliteResponse Run(SqliteRequest request) => SqliteOperations.Run(request, TimeProvider.System, CancellationToken.None);
}
