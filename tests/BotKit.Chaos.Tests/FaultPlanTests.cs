using BotKit.Chaos.Faults;

namespace BotKit.Chaos.Tests;

public sealed class FaultPlanTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void Make_SixtyKills_ReachesEveryPoint(string store)
    {
        var plan = FaultPlan.Make(ChaosOptions.Parse(["--store", store, "--kills", "60", "--seed", "7"]));

        plan.Select(fault => fault.Point).Should().Contain(Points.InWork.Concat(Points.AtStart).Concat(Points.Late));
        (plan.Sum(fault => fault.IsKill ? 1 : fault.Kind == FaultKind.KillNextAt ? 2 : 0) + Points.InMigration.Count).Should().Be(60);
    }

    [Fact]
    public void Make_SameSeed_IsTheSamePlan()
    {
        var options = ChaosOptions.Parse(["--store", "postgres", "--seed", "11"]);

        FaultPlan.Make(options).Should().Equal(FaultPlan.Make(options));
        FaultPlan.Make(options).Should().NotEqual(FaultPlan.Make(options with { Seed = 12 }));
    }

    [Fact]
    public void Points_All_AreAtLeastTwenty()
        => Points.InWork.Concat(Points.AtStart).Concat(Points.Late).Concat(Points.InMigration).Distinct().Should().HaveCountGreaterThanOrEqualTo(20);
}
