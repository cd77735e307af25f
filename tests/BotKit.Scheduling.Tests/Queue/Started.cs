namespace BotKit.Scheduling.Tests.Queue;

public sealed record Started(string Bot, int Number, DateTimeOffset At, int Delivery, Guid ExecutionId);
