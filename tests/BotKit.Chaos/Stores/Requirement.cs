using System.Diagnostics.CodeAnalysis;

namespace BotKit.Tests.Shared;

/// <summary>What the shared PostgreSQL server of the tests asks for, without a test framework.</summary>
internal static class Requirement
{
    [DoesNotReturn]
    public static void Missing(string what) => throw new InvalidOperationException($"Missing: {what}");
}
