using BotKit.Handlers.Database;

namespace BotKit.Handlers.Tests.Database;

public sealed class DotNetMuxerTests : IDisposable
{
    private static readonly string Name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Find_HereAndNow_FindsOne() => DotNetMuxer.Find().Should().NotBeNull();

    [Fact]
    public void Find_ProcessIsDotNet_TakesIt()
        => DotNetMuxer.Find(Make("a"), Runtime("b"), _ => null).Should().Be(_folder[$"a/{Name}"]);

    [Fact]
    public void Find_ProcessIsAnotherProgram_TakesTheOneOfItsRuntime()
        => DotNetMuxer.Find("/opt/app/app", Runtime("b"), _ => null).Should().Be(_folder[$"b/{Name}"]);

    [Theory]
    [InlineData("DOTNET_HOST_PATH", "c/dotnet")]
    [InlineData("DOTNET_ROOT", "c")]
    public void Find_OnlyTheEnvironmentKnows_BelievesIt(string variable, string value)
    {
        var expected = Make("c");

        DotNetMuxer.Find(null, _folder["self-contained"], name => name == variable ? _folder[value] : null).Should().Be(expected);
    }

    private string Make(string folder)
    {
        Directory.CreateDirectory(_folder[folder]);
        File.WriteAllText(_folder[$"{folder}/{Name}"], "");
        return _folder[$"{folder}/{Name}"];
    }

    private string Runtime(string root)
    {
        Make(root);
        return Directory.CreateDirectory(_folder[$"{root}/shared/Microsoft.NETCore.App/10.0.0"]).FullName + Path.DirectorySeparatorChar;
    }

    public void Dispose() => _folder.Dispose();
}
