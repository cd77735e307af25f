using BotKit.Core.Tests.Scripted;

namespace BotKit.Core.Tests;

/// <summary>Core's layers by namespace: a lower one never sees an upper one, not even inside its methods.</summary>
public class LayersTests
{
    private static readonly string[][] Layers =
    [
        ["BotKit"],
        ["BotKit.Diagnostics", "BotKit.Time"],
        ["BotKit.Json", "BotKit.Errors", "BotKit.Validation", "BotKit.Ledger", "BotKit.Files", "BotKit.Queue", "BotKit.Nodes", "BotKit.Schedules", "BotKit.Notifications", "BotKit.State", "BotKit.Workflows"],
        ["BotKit.Resilience", "BotKit.Gates"],
        ["BotKit.Pipeline"],
        ["BotKit.Execution"],
        ["BotKit.Health"],
        ["BotKit.DependencyInjection", "Microsoft.Extensions.DependencyInjection"],
    ];

    private static readonly Type[] Types = [.. typeof(IBotManager).Assembly.GetTypes().Where(IsOurs)];

    [Fact]
    public void Namespaces_OfCore_AllHaveALayer()
        => Types.Select(type => type.Namespace).Distinct().Should().BeSubsetOf(Layers.SelectMany(names => names));

    [Fact]
    public void Types_OfCore_SeeNoUpperLayer()
    {
        var wrong = from type in Types
                    from seen in TypeReferences.Of(type)
                    where seen.Assembly == type.Assembly && IsOurs(seen) && LayerOf(seen) > LayerOf(type)
                    select $"{type.FullName} ({type.Namespace}) sees {seen.FullName}";

        wrong.Distinct().Should().BeEmpty();
    }

    [Fact]
    public void References_InsideMethods_AreSeen()
        => TypeReferences.Of(typeof(Sample)).Should().Contain([typeof(Guid), typeof(List<int>), typeof(StringComparer), typeof(FormatException)]);

    [Fact]
    public void Files_OfThePackages_HaveAtMost300Lines()
    {
        var root = Path.Combine(RepositoryRoot.Path, "src");
        var long_ = from file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                    let path = Path.GetRelativePath(root, file)
                    where !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")
                    let lines = File.ReadLines(file).Count()
                    where lines > 300
                    select $"{path}: {lines}";

        long_.Should().BeEmpty();
    }

    private static bool IsOurs(Type type)
        => !type.IsGenericParameter && type.Namespace is { } name && (name == "BotKit" || name.StartsWith("BotKit.", StringComparison.Ordinal) || name == "Microsoft.Extensions.DependencyInjection")
        && !type.Name.Contains("GeneratedAttributes", StringComparison.Ordinal);

    private static int LayerOf(Type type) => Array.FindIndex(Layers, names => names.Contains(type.Namespace));

    private sealed class Sample
    {
        public static Guid Value { get; }

        public static object Make()
        {
            try
            {
                return new List<int>(StringComparer.Ordinal.GetHashCode("a"));
            }
            catch (FormatException)
            {
                return 0;
            }
        }
    }
}
