using System.Data.Common;
using BotKit.Storage.PostgreSql;
using BotKit.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotKit.Storage.Tests;

/// <summary>The public suite of stores, run on each database.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> PostgresCases => [.. StoreConformance.CasesFor(PostgresUnderTest.Can).Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(PostgresCases))]
    public async Task PostgreSql_Case_Conforms(string name)
    {
        var token = TestContext.Current.CancellationToken;
        await using var store = new PostgresUnderTest(await PostgresServer.SharedAsync());
        await store.OpenAsync(token);

        var run = () => StoreConformance.RunAsync(name, store, token);

        await run.Should().NotThrowAsync();
    }

    private sealed class PostgresUnderTest(PostgresServer server) : RelationalStoreUnderTest
    {
        public const StoreAbilities Can = StoreAbilities.Clock | StoreAbilities.Reopen | StoreAbilities.SecondNode | StoreAbilities.Leases
            | StoreAbilities.Transactions | StoreAbilities.Retention;

        private static int _schemas;

        private readonly string _connectionString = server.ConnectionString("postgres");
        private readonly string _schema = $"conformance_{Interlocked.Increment(ref _schemas)}";

        public override StoreAbilities Abilities => Can;

        public override async ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellationToken)
        {
            var connection = new NpgsqlConnection(_connectionString);
            await connection.OpenAsync(cancellationToken);
            return await connection.BeginTransactionAsync(cancellationToken);
        }

        protected override void Use(IBotKitBuilder bots) => bots.UsePostgreSql(_connectionString, options => options.Schema = _schema);

        protected override void SetClock(RelationalStore store)
            => ((PostgresDialect)store.Dialect).Clock = () => Clock.GetUtcNow().ToUnixTimeMilliseconds();
    }
}
