using System.Reflection;

namespace BotKit.Testing.Tests.Conformance;

/// <summary>A port that does something else than the one behind it, for the methods that its handler answers.</summary>
public class Spoiled<TPort> : DispatchProxy
    where TPort : class
{
    private TPort _inner = null!;
    private Func<TPort, MethodInfo, object?[], object?> _handler = null!;

    /// <param name="inner">The port that works.</param>
    /// <param name="handler">Answers a call, or returns <see langword="null"/> to have it answered properly; it may change the arguments.</param>
    public static TPort Wrap(TPort inner, Func<TPort, MethodInfo, object?[], object?> handler)
    {
        var proxy = Create<TPort, Spoiled<TPort>>();
        var self = (Spoiled<TPort>)(object)proxy;
        self._inner = inner;
        self._handler = handler;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => _handler(_inner, targetMethod!, args!) ?? targetMethod!.Invoke(_inner, args);
}
