namespace BotKit.Benchmarks.Work;

public sealed record LeadScore(int Points, string Segment);
