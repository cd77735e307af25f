using BotKit.Schedules;
using BotKit.Storage.Ports;
using BotKit.Storage.Tests.Shared;
using Npgsql;

namespace BotKit.Storage.Tests.PostgreSql;

public sealed class PostgresScheduleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fire_ScheduleIsHeldByAnother_IsPassedOverAndLookedAtAgainInAMoment()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var node = await PostgresNode.StartAsync(database);
        var schedules = new RelationalSchedules(node.Store);
        await MakeAsync(schedules, "a", "b");
        await using var other = new NpgsqlConnection(database);
        await other.OpenAsync(Token);
        await using var transaction = await other.BeginTransactionAsync(Token);
        await using (var take = new NpgsqlCommand("select 1 from botkit.bot_schedule where id = 'a' for update", other))
        {
            await take.ExecuteNonQueryAsync(Token);
        }

        var fired = new List<ScheduleFireBatch>();
        for (var i = 0; i < 3; i++)
        {
            fired.Add(await FireAsync(schedules));
        }

        fired.Select(static it => it.Fired).Should().Equal(1, 0, 0);
        fired[0].NextDue.Should().BeLessThanOrEqualTo(TimeSpan.Zero, "it may have passed over what is free");
        fired[1].NextDue.Should().BePositive("nobody shall ask again and again for what another holds");
        await transaction.RollbackAsync(Token);
        (await FireAsync(schedules)).Should().Match<ScheduleFireBatch>(static it => it.Fired == 1 && it.NextDue == null);
    }

    [Fact]
    public async Task Fire_OnThreeNodes_EachFindsWhatTheOthersLeave()
    {
        const int Count = 3_000;
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PostgresNode.StartAsync(database)));
        var schedules = Array.ConvertAll(nodes, static node => new RelationalSchedules(node.Store));
        foreach (var ids in Enumerable.Range(0, Count).Select(static i => $"s-{i}").Chunk(1_000))
        {
            await MakeAsync(schedules[0], ids);
        }

        var fired = await Task.WhenAll(schedules.Select(async store =>
        {
            var count = 0;
            ScheduleFireBatch batch;
            do
            {
                batch = await FireAsync(store, 200);
                count += batch.Fired;
                if (batch.NextDue is { } pause && pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, TimeProvider.System, Token);
                }
            }
            while (batch.NextDue is not null);

            return count;
        }));

        fired.Sum().Should().Be(Count);
        fired.Should().OnlyContain(static count => count > 0);
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select count(*) from botkit.bot_occurrence o join botkit.bot_queue q on q.id = o.run_id and q.schedule = o.schedule");
        (await command.ExecuteScalarAsync(Token)).Should().Be((long)Count);
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Fire_OneRowIsRefusedByTheDatabase_FailsAloneAndOthersGoOn()
    {
        await using var node = await PostgresNode.StartAsync();
        var schedules = new RelationalSchedules(node.Store);
        await MakeAsync(schedules, "a");
        var fire = async () => await schedules.FireAsync(
            new ScheduleFireRequest(["lead"], 10),
            static view => Timetables.Run(view) with { Runs = [Timetables.Run(view).Runs[0] with { Bot = null! }] },
            Token);

        await fire.Should().ThrowAsync<Exception>();

        (await FireAsync(schedules)).Fired.Should().Be(1);
    }

    private static async Task MakeAsync(RelationalSchedules schedules, params string[] ids)
        => await schedules.ChangeAsync(ids, static (id, _, _) => Timetables.Due(id, TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(1)), Token);

    private static async Task<ScheduleFireBatch> FireAsync(RelationalSchedules schedules, int max = 100)
        => await schedules.FireAsync(new ScheduleFireRequest(["lead"], max), Timetables.Run, Token);
}
