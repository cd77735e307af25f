namespace BotKit.Benchmarks.Work;

/// <summary>The work itself, next to nothing, so that what surrounds it is what is measured. A singleton that handler and bot depend on.</summary>
internal sealed class LeadScoring
{
    private readonly int _pointsPerDoubling = 10;

    public LeadScore Score(LeadInput lead)
    {
        var points = int.Log2(lead.Employees) * _pointsPerDoubling;
        return new LeadScore(points, points >= 70 ? "enterprise" : "business");
    }
}
