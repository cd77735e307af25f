namespace BotKit.Benchmarks.Work;

public sealed record LeadInput(string Name, string Email, int Employees);
