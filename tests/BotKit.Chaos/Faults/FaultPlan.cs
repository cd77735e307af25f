namespace BotKit.Chaos.Faults;

/// <summary>The faults of a run, in their order, as its seed decides.</summary>
internal static class FaultPlan
{
    public static List<Fault> Make(ChaosOptions options)
    {
        var random = new Random(options.Seed);
        var kills = new List<Fault>();
        var left = options.Kills - Points.InMigration.Count;
        string[] points = [.. Points.InWork];
        random.Shuffle(points);
        foreach (var point in points.Take(Math.Max(0, left - 2)))
        {
            kills.Add(new Fault(FaultKind.KillAt, Slot(), point, random.Next(1, 4)));
        }

        while (kills.Count < left - (2 * Points.AtStart.Count) - Points.Late.Count)
        {
            kills.Add(new Fault(FaultKind.Kill, Slot()));
        }

        var all = kills.ToArray();
        random.Shuffle(all);
        var plan = new List<Fault>();
        for (var i = 0; i < all.Length; i++)
        {
            plan.Add(all[i]);
            if (i % 5 == 4)
            {
                plan.Add(Other(i / 5));
            }
        }

        // A kill each for the process and for the one that starts in its place.
        for (var i = 0; i < Points.AtStart.Count && plan.Count > 4; i++)
        {
            plan.Insert((i + 1) * plan.Count / 3, new Fault(FaultKind.KillNextAt, Slot(), Points.AtStart[i]));
        }

        if (left > Points.Late.Count)
        {
            plan.AddRange(Points.Late.Select(point => new Fault(FaultKind.KillAt, Slot(), point)));
        }

        return plan;

        int Slot() => random.Next(options.Workers);

        Fault Other(int i)
        {
            var kinds = options.IsPostgres ? 6 : 2;
            return (i % kinds) switch
            {
                0 => new Fault(FaultKind.Freeze, Slot(), Length: options.Lease * 1.5),
                1 => new Fault(FaultKind.Terminate, Slot()),
                2 => new Fault(FaultKind.CrashStore, 0),
                3 => new Fault(FaultKind.Network, Slot(), Mode: ProxyMode.DropReplies, Length: TimeSpan.FromMilliseconds(300)),
                4 => new Fault(FaultKind.Network, Slot(), Mode: ProxyMode.Delay, Length: TimeSpan.FromSeconds(2)),
                _ => new Fault(FaultKind.Network, Slot(), Mode: ProxyMode.BlackHole, Length: options.Lease * 1.5),
            };
        }
    }
}
