using System.Reflection;

namespace BotKit.Scheduling.Tests.Fakes;

/// <summary>Stands for a port of which a test says what they answer; what it does not say is not supported.</summary>
internal class Scripted<T> : DispatchProxy
    where T : class
{
    public Dictionary<string, Func<object?[], object?>> Answers { get; } = new(StringComparer.Ordinal);

    public System.Collections.Concurrent.ConcurrentQueue<string> Calls { get; } = new();

    public static (T Port, Scripted<T> Script) Make()
    {
        var port = Create<T, Scripted<T>>();
        return (port, (Scripted<T>)(object)port);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Calls.Enqueue(targetMethod!.Name);
        return Answers.TryGetValue(targetMethod.Name, out var answer)
            ? answer(args!)
            : throw new NotSupportedException(targetMethod.Name);
    }
}
