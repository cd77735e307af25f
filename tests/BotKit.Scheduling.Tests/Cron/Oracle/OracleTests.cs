using System.Collections.Concurrent;

namespace BotKit.Scheduling.Tests.Cron.Oracle;

/// <summary>
/// <see cref="CronSchedule"/> against an implementation that shares nothing with it: nothing missed, nothing doubled, always rising, forwards and backwards.
/// BOTKIT_CRON_ORACLE=full takes every expression in every zone instead of a sample.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    private const int SampleSize = 4;

    private static bool IsFull => Environment.GetEnvironmentVariable("BOTKIT_CRON_ORACLE") == "full";

    [Fact]
    public void Occurrences_InEveryZone_AgreeWithTheOracle()
    {
        var faults = new ConcurrentQueue<string>();
        long pairs = 0, instants = 0, windows = 0;

        Parallel.ForEach(OracleWork.Zones.Index(), new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount) }, zone =>
        {
            var check = new OracleCheck(zone.Item);
            foreach (var expression in ExpressionsOf(zone.Index))
            {
                foreach (var fault in check.Faults(expression).Take(5))
                {
                    faults.Enqueue(fault);
                }

                Interlocked.Increment(ref pairs);
            }

            Interlocked.Add(ref instants, check.Instants);
            Interlocked.Add(ref windows, check.Windows);
        });

        output.WriteLine($"{OracleWork.Zones.Count} zones, {OracleWork.Expressions.Count} expressions, {pairs} pairs, {windows} windows, {instants} instants, {faults.Count} faults");
        foreach (var fault in faults.Take(200))
        {
            output.WriteLine(fault);
        }

        faults.Should().BeEmpty();
        OracleWork.Zones.Should().HaveCountGreaterThan(300);
        OracleWork.Expressions.Should().HaveCountGreaterThan(200).And.OnlyHaveUniqueItems();
        pairs.Should().Be((long)OracleWork.Zones.Count * (IsFull ? OracleWork.Expressions.Count : SampleSize));
    }

    /// <summary>All, or a few that differ from zone to zone and together are all.</summary>
    private static IEnumerable<int> ExpressionsOf(int zone) =>
        IsFull ? Enumerable.Range(0, OracleWork.Expressions.Count) : Enumerable.Range(0, SampleSize).Select(place => (zone * SampleSize + place) * 7 % OracleWork.Expressions.Count);
}
