using System.Data.Common;
using BotKit.Storage.Tests.Shared;
using BotKit.Testing;
using BotKit.Testing.Conformance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Storage.Tests.Sqlite;

/// <summary>The SQLite store of a container, in a folder of its own, on a clock of the test.</summary>
internal sealed class SqliteStore : StoreUnderTest
{
    private readonly TemporaryFolder _folder = new();
    private readonly BotTestClock _clock = new(new DateTimeOffset(2026, 3, 29, 0, 59, 30, TimeSpan.Zero));
    private ServiceProvider _services;

    private StorePorts _ports;

    public SqliteStore()
    {
        _services = Open();
        _ports = PortsOf.Services(_services);
    }

    public override StorePorts Ports => _ports;

    public override StoreAbilities Abilities => Supported;

    public static StoreAbilities Supported
        => StoreAbilities.Clock | StoreAbilities.Reopen | StoreAbilities.SecondNode | StoreAbilities.Leases | StoreAbilities.Transactions | StoreAbilities.Retention;

    public override DateTimeOffset Now => _clock.GetUtcNow();

    public string ConnectionString => $"Data Source={_folder.File("ledger.db")}";

    public IServiceProvider Services => _services;

    public override void Advance(TimeSpan by) => _clock.Advance(by);

    public override async ValueTask ReopenAsync(CancellationToken cancellationToken)
    {
        await _services.DisposeAsync();
        _services = Open();
        _ports = PortsOf.Services(_services);
    }

    // One process owns the file; its nodes share the store.
    public override ValueTask<StorePorts> OpenSecondAsync(CancellationToken cancellationToken) => new(_ports);

    public override async ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellationToken)
    {
        await _services.GetRequiredService<RelationalStore>().StartAsync(cancellationToken);
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return await connection.BeginTransactionAsync(cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private ServiceProvider Open()
        => new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddBotKit(bots => bots.UseSqlite(ConnectionString)).BuildServiceProvider();
}
