using BotKit.Schedules;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Several nodes fire at once.</summary>
internal static class FireRaceCases
{
    public static CaseList All { get; } = new()
    {
        { Fire_OnTwoNodes_DealsWithEachOnce, StoreAbilities.SecondNode },
        { Fire_OnTwoNodes_SeesTheOthersRun, StoreAbilities.SecondNode },
        Fire_RacingChanges_LosesNone,
        Fire_RacingEnds_OverlapsNever,
    };

    private static async Task Fire_OnTwoNodes_DealsWithEachOnce(Bench bench)
    {
        const int Schedules = 60;
        const int Instants = 5;
        var second = await bench.Store.OpenSecondAsync(bench.Token);
        await bench.MakeAsync([.. Enumerable.Range(0, Schedules).Select(i => bench.Schedule($"s-{i}", -Instants * Timetable.Period + TimeSpan.FromSeconds(1)))]);
        await Task.WhenAll(((StorePorts[])[bench.Store.Ports, second, bench.Store.Ports, second]).Select(ports => Task.Run(
            async () =>
            {
                var idle = 0;
                while (idle < 20)
                {
                    idle = (await bench.FireAsync(max: 7, ports: ports)).Fired == 0 ? idle + 1 : 0;
                }
            },
            bench.Token)));

        for (var i = 0; i < Schedules; i++)
        {
            var occurrences = await bench.OccurrencesAsync($"s-{i}");
            Expect.Equal(occurrences.Count, Instants, "the number of instants of a schedule that were dealt with");
            Expect.Equal(occurrences.Select(static it => it.ExecutionId).Distinct().Count(), Instants, "the number of runs of its occurrences");
        }

        Expect.Equal((await bench.DepthAsync()).Queued, Schedules * Instants, "the number of runs that wait");
    }

    private static async Task Fire_OnTwoNodes_SeesTheOthersRun(Bench bench)
    {
        var second = await bench.Store.OpenSecondAsync(bench.Token);
        for (var round = 0; round < 20; round++)
        {
            var id = $"s-{round}";
            await bench.MakeAsync(bench.Schedule(id, -2 * Timetable.Period));
            await Task.WhenAll(((StorePorts[])[bench.Store.Ports, second]).Select(ports => Task.Run(
                async () =>
                {
                    for (var i = 0; i < 3; i++)
                    {
                        await bench.FireAsync(view => view.OpenRuns == 0 ? bench.Start(view) : Timetable.Skip(view), ports: ports);
                    }
                },
                bench.Token)));
            var occurrences = await bench.OccurrencesAsync(id);
            Expect.Equal(occurrences.Count(static it => it.State == BotOccurrenceState.Ran), 1, "the number of instants that ran while the first run has not ended");
        }
    }

    private static async Task Fire_RacingChanges_LosesNone(Bench bench)
    {
        const int Changes = 60;
        await bench.MakeAsync(bench.Schedule("a", -Changes * Timetable.Period));
        var change = Task.Run(
            async () =>
            {
                for (var i = 0; i < Changes; i++)
                {
                    await bench.Schedules().ChangeAsync(["a"], static (_, present, _) => present! with { Revision = present!.Revision + 1 }, bench.Token);
                }
            },
            bench.Token);
        for (var i = 0; i < Changes; i++)
        {
            // A schedule that somebody else holds is left to him.
            i -= (await bench.FireAsync()).Fired == 0 ? 1 : 0;
        }

        await change;
        Expect.Equal((await bench.ScheduleAsync("a")).Revision, 1 + Changes, "the revision after as many changes");
        Expect.Equal((await bench.OccurrencesAsync("a")).Count, Changes, "the number of occurrences");
    }

    private static async Task Fire_RacingEnds_OverlapsNever(Bench bench)
    {
        var node = await bench.JoinAsync();
        const int Instants = 40;
        await bench.MakeAsync(bench.Schedule("a", -Instants * Timetable.Period));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(bench.Token);
        var worker = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    var runs = await bench.ClaimAsync(node);
                    Expect.That(runs.Count <= 1, "no two runs of the schedule at once");
                    foreach (var run in runs)
                    {
                        await bench.EndAsync(bench.Outcome(run));
                    }
                }
            },
            bench.Token);
        for (var i = 0; i < Instants; i++)
        {
            await bench.FireAsync(view => view.OpenRuns == 0 ? bench.Start(view) : Timetable.Skip(view));
        }

        await stop.CancelAsync();
        await worker;
        Expect.Equal((await bench.OccurrencesAsync("a")).Count, Instants, "the number of occurrences");
    }
}
