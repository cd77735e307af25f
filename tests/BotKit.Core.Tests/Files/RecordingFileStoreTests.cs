using BotKit.Files;
using BotKit.Testing;

namespace BotKit.Core.Tests.Files;

public sealed class RecordingFileStoreTests : FileStoreRules
{
    private readonly RecordingFileStore _store;

    public RecordingFileStoreTests() => _store = new(Clock);

    protected override IBotFileStore Store => _store;

    [Fact]
    public async Task Files_SavedAndAdded_CanBeReadInOrder()
    {
        var input = _store.Add("leads.csv", "email\na@example.org\n");
        var output = await SaveAsync("report.md", "# Report"u8.ToArray());

        _store.Files.Should().Equal(input, output);
        _store.ReadText(output.Id).Should().Be("# Report");
        _store.ReadBytes(input.Id).Should().HaveCount(20);
        _store.Invoking(store => store.ReadText("nobody")).Should().Throw<KeyNotFoundException>();
    }
}
