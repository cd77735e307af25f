using System.Data.Common;
using BotKit.Storage.PostgreSql;
using BotKit.Storage.Tests.Shared;
using BotKit.Testing;
using BotKit.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotKit.Storage.Tests.PostgreSql;

/// <summary>The PostgreSQL store of a container, in a database of its own, on a clock of the test.</summary>
internal sealed class PostgresStore : StoreUnderTest
{
    private readonly BotTestClock _clock = new(new DateTimeOffset(2026, 3, 29, 0, 59, 30, TimeSpan.Zero));
    private readonly string _connectionString;
    private readonly List<ServiceProvider> _others = [];
    private ServiceProvider _services;
    private StorePorts _ports;

    private PostgresStore(string connectionString)
    {
        _connectionString = connectionString;
        _services = Open();
        _ports = PortsOf.Services(_services);
    }

    public override StorePorts Ports => _ports;

    public override StoreAbilities Abilities => Supported;

    public static StoreAbilities Supported
        => StoreAbilities.Clock | StoreAbilities.Reopen | StoreAbilities.SecondNode | StoreAbilities.Leases | StoreAbilities.Transactions | StoreAbilities.Retention;

    public override DateTimeOffset Now => _clock.GetUtcNow();

    public static async Task<PostgresStore> CreateAsync() => new(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());

    public override void Advance(TimeSpan by) => _clock.Advance(by);

    public override async ValueTask ReopenAsync(CancellationToken cancellationToken)
    {
        await _services.DisposeAsync();
        _services = Open();
        _ports = PortsOf.Services(_services);
    }

    public override ValueTask<StorePorts> OpenSecondAsync(CancellationToken cancellationToken)
    {
        var services = Open();
        _others.Add(services);
        return new(PortsOf.Services(services));
    }

    public override async ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        return await connection.BeginTransactionAsync(cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var services in _others.Prepend(_services))
        {
            await services.DisposeAsync();
        }
    }

    private ServiceProvider Open()
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddBotKit(bots => bots.UsePostgreSql(_connectionString))
            .BuildServiceProvider();
        ((PostgresDialect)services.GetRequiredService<RelationalStore>().Dialect).Clock = () => _clock.GetUtcNow().ToUnixTimeMilliseconds();
        return services;
    }
}
