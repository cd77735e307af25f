using System.Diagnostics;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Figures that need a quiet machine.</summary>
public sealed class WorkflowFigures(ITestOutputHelper output)
{
    private const string Steps = """
        {"StartAt":"S1","States":{"S1":{"Type":"Pass","Next":"S2"},"S2":{"Type":"Pass","Next":"S3"},"S3":{"Type":"Pass","Next":"S4"},"S4":{"Type":"Pass","Next":"S5"},"S5":{"Type":"Pass","Next":"S6"},
          "S6":{"Type":"Choice","Choices":[{"Variable":"$.stop","IsPresent":true,"Next":"End"}],"Default":"Count"},"Count":{"Type":"Pass","Assign":{"n":1},"Next":"Again"},
          "Again":{"Type":"Choice","Choices":[{"Variable":"$$.State.Name","StringEquals":"x","Next":"End"}],"Default":"End"},"End":{"Type":"Succeed"}}}
        """;

    [Theory(Explicit = true)]
    [Trait("Run", "ByHand")]
    [InlineData(3_000)]
    public async Task Steps_CheckpointedOnSqlite_AtLeastThreeThousandASecond(int runs)
    {
        await using var host = new DurableHost(static options => options.Add("test", Steps));
        await host.EndAsync(await host.EnqueueAsync());
        var start = TimeProvider.System.GetTimestamp();
        var ids = await host.Manager.EnqueueAsync([.. Enumerable.Range(0, runs).Select(static _ => WorkflowHost.Request("{\"id\":1}"))]);
        foreach (var id in ids)
        {
            await host.EndAsync(id, 120);
        }

        // Nine states, each exit a checkpoint, and the first entry.
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        output.WriteLine($"{runs} runs of 9 states with 64 workers: {seconds:F1} s, {runs * 10 / seconds:F0} checkpoints/s, {runs * 9 / seconds:F0} steps/s (bar 3,000), queue and results included");
        (runs * 9 / seconds).Should().BeGreaterThan(3_000);
    }

    [Theory]
    [InlineData(200)]
    public Task Waiting_Workflows_HoldNothing(int runs) => WaitAsync(runs);

    [Theory(Explicit = true)]
    [Trait("Run", "ByHand")]
    [InlineData(10_000)]
    public Task Waiting_TenThousandWorkflows_HoldNothing(int runs) => WaitAsync(runs);

    private async Task WaitAsync(int runs)
    {
        await using var host = new DurableHost(static options => options.Add("test", """
            {"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"order":17,"items":[1,2,3]},"Next":"W"},"W":{"Type":"Wait","Seconds":86400,"Next":"B"},"B":{"Type":"Pass","End":true}}}
            """));
        var first = await host.EnqueueAsync();
        await host.GraphAsync(first, static it => it.Nodes.Single(static node => node.Name == "W").State == BotKit.Workflows.WorkflowNodeState.Waiting);
        var (memory, disk, threads) = Measure(host.File);
        var start = TimeProvider.System.GetTimestamp();
        var ids = await host.Manager.EnqueueAsync([.. Enumerable.Range(0, runs).Select(static _ => WorkflowHost.Request("{\"id\":1}"))]);
        var last = ids.Reverse().Take(100).ToArray();
        foreach (var id in last)
        {
            await host.GraphAsync(id, static it => it.Nodes.Single(static node => node.Name == "W").State == BotKit.Workflows.WorkflowNodeState.Waiting);
        }

        foreach (var id in ids)
        {
            (await host.Ledger.FindAsync(id, default))!.State.Should().Be(BotKit.Ledger.RunState.Scheduled);
        }

        var took = TimeProvider.System.GetElapsedTime(start);
        var (memoryAfter, diskAfter, threadsAfter) = Measure(host.File);
        var memoryEach = (memoryAfter - memory) / (double)runs;
        var diskEach = (diskAfter - disk) / (double)runs;
        output.WriteLine(
            $"{runs} waiting workflows: {memoryEach:F0} bytes of memory and {diskEach:F0} bytes of the ledger each (bar: below 2,048), threads {threads} to {threadsAfter}, all waiting after {took.TotalSeconds:F1} s");
        if (runs >= 10_000)
        {
            memoryEach.Should().BeLessThan(2_048);
            diskEach.Should().BeLessThan(2_048);
        }

        threadsAfter.Should().BeLessThan(threads + 40);
    }

    private static (long Memory, long Disk, int Threads) Measure(string file)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select (select sum(length(content) + length(step) + 24) from bot_checkpoint) + (select count(*) * 400 from bot_queue)";
        var disk = Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), disk, process.Threads.Count);
    }
}
