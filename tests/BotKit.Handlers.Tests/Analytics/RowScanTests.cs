using BotKit.Handlers.Analytics;
using CsCheck;

namespace BotKit.Handlers.Tests.Analytics;

public sealed class RowScanTests
{
    [Fact]
    public void Scan_GivesWhatTheDatabaseGives()
        => Gen.Select(Gen.Select(Gen.Int[0, 4], Gen.Int[0, 30], Gen.Int[-5, 9], Gen.Double[-1000, 1000]).Array[0, 120], Gen.Int[1, 6]).Sample(
            static (rows, top) =>
            {
                var demand = new RowDemand();
                var context = new AnalysisContext(demand, HasTime: true, new DateTime(2026, 1, 1));
                string x = demand.Text("x"), y = demand.Text("y"), n = demand.Number("n"), m = demand.Number("m");
                CompiledKpi[] kpis =
                [
                    Kpi(new(AggregateKind.Sum, $"CASE WHEN {n} > 0 THEN {n} * {m} END")),
                    Kpi(new(AggregateKind.CountDistinct, x)),
                    Kpi(new(AggregateKind.Count, $"CASE WHEN {n} > 2 THEN 1 END")),
                    Kpi(new(AggregateKind.Average, m)),
                    Kpi(new(AggregateKind.Min, n)),
                    Kpi(new(AggregateKind.Max, m)),
                    Kpi(new(AggregateKind.Sum, n), new(AggregateKind.Count, Aggregate.Row)),
                ];
                var input = new AnalyticsKpisInput { Kpis = [], Grain = TimeGrain.Month, Dimension = "y", Top = top };
                var analysis = new KpisAnalysis(input, kpis, default, context);
                using var table = RowTable.Create(demand);
                AnalyticsRead read;
                using (var writer = new RowWriter(table, new TimeText(TimeZoneInfo.Utc, null), 1000))
                {
                    foreach (var (group, day, number, amount) in rows)
                    {
                        writer.SetText(0, day % 3 == 0 ? null : "x" + (day % 7));
                        writer.SetText(1, group == 0 ? null : "y" + group);
                        writer.SetNumber(2, number);
                        writer.SetNumber(3, amount);
                        writer.SetTime(new DateTime(1969, 12, 20).AddDays(day * 5));
                        writer.Next();
                    }

                    read = writer.Finish();
                }

                return Same((AnalyticsKpis)analysis.Run(table, read, default), analysis.RunInDatabase(table, default));
            },
            iter: 100, seed: "0000KOIPe036");

    [Fact]
    public void FingerprintSet_CountsEachOnce()
        => Gen.Int[0, 300].Array[0, 2000].Sample(
            static values =>
            {
                var set = new FingerprintSet();
                var added = values.Count(value => set.Add((ulong)value));
                // Zero and one share a slot: a fingerprint is zero once in 2^64.
                var expected = values.Select(static value => Math.Max(1, value)).Distinct().Count();
                return set.Count == expected && added == expected;
            },
            iter: 100, seed: "0000KOIPe036");

    [Fact]
    public void Fingerprint_OfManyTexts_IsDifferent()
        => Enumerable.Range(0, 200_000).Select(static number => Fingerprint.Of(System.Text.Encoding.UTF8.GetBytes("customer-" + number))).Distinct().Should().HaveCount(200_000);

    private static bool Same(AnalyticsKpis one, AnalyticsKpis other)
        => Close(one.Totals, other.Totals)
        && one.Steps!.Select(static step => step.At).SequenceEqual(other.Steps!.Select(static step => step.At))
        && one.Steps!.Zip(other.Steps!).All(static pair => Close(pair.First.Values, pair.Second.Values))
        && one.Groups!.Select(static group => group.Value).SequenceEqual(other.Groups!.Select(static group => group.Value))
        && one.Groups!.Zip(other.Groups!).All(static pair => Close(pair.First.Values, pair.Second.Values))
        && one.GroupCount == other.GroupCount;

    private static bool Close(IReadOnlyList<double?> one, IReadOnlyList<double?> other)
        => one.Zip(other).All(static pair => pair.First is null == pair.Second is null && Math.Abs((pair.First - pair.Second) ?? 0) < 1e-6);

    private static CompiledKpi Kpi(Aggregate of, Aggregate? by = null) => new(new AnalyticsFigure("k", "k", null, 2), of, by, 1, "1.0");
}
