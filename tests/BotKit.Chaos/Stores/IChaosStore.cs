using System.Data.Common;

namespace BotKit.Chaos.Stores;

/// <summary>The database under test, reached past BotKit.</summary>
internal interface IChaosStore : IAsyncDisposable
{
    /// <summary>How a worker of a slot reaches it.</summary>
    string ConnectionOf(int slot);

    /// <summary>A connection that sees the tables by their bare names.</summary>
    ValueTask<DbConnection> OpenAsync();

    /// <summary>The statements that make the triggers which write down every change of a run.</summary>
    IReadOnlyList<string> Triggers { get; }

    /// <summary>Reads an id.</summary>
    Guid ReadId(DbDataReader reader, int column);

    /// <summary>What the store says about its durability; empty when it is as it must be.</summary>
    ValueTask<string> DoubtsAsync();

    /// <summary>Crashes the server and starts it again; does nothing where there is none.</summary>
    Task CrashAsync();

    /// <summary>Misbehaves on the way of a slot; does nothing where there is none.</summary>
    void SetMode(int slot, Faults.ProxyMode mode);
}
